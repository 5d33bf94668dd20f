// CSoukICU
