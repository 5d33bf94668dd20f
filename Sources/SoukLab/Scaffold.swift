// SoukLab
