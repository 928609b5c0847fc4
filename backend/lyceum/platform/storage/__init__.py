"""Where the bytes of media files lie: a folder of this machine, or a bucket of S3. What they mean is the catalog's."""
