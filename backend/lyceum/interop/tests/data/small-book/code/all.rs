// ANCHOR: all
# use std::fmt;
#[derive(Debug)]
struct Point;
fn main() {
    // ANCHOR: body
    let a = 1;
    // ANCHOR: inner
    let b = 2;
    // ANCHOR_END: inner
    # let hidden = 3;
    ## let shown = 4;
    // ANCHOR_END: body
}
// ANCHOR_END: all
