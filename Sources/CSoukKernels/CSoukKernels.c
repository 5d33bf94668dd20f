#include "CSoukKernels.h"
