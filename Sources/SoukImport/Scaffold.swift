// SoukImport
