fn tiny() {}
