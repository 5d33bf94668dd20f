#include "CSoukSnowball.h"
