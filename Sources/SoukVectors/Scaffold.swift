// SoukVectors
