// CSoukKernels
