// SoukRanking
