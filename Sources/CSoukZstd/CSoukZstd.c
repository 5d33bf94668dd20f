#include "CSoukZstd.h"
