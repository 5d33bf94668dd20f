// SoukStorage
