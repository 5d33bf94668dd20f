// SoukRecommend
