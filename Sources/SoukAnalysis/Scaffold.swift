// SoukAnalysis
