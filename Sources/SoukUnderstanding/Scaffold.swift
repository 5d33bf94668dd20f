// SoukUnderstanding
