// CSoukGzip
