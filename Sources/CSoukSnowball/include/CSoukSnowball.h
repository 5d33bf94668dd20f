// CSoukSnowball
