// CSoukJSON
