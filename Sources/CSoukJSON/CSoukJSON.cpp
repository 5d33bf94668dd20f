#include "CSoukJSON.h"
