// CSoukZstd
