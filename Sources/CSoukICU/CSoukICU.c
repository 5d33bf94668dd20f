#include "CSoukICU.h"
