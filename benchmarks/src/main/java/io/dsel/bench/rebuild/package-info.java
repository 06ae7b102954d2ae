/** What those who write and read notice while a version of an aggregate is built. */
package io.dsel.bench.rebuild;
