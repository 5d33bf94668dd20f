#include "CSoukGzip.h"
