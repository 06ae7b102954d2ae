/** What a fold in Java must hold to, as checks for the tests of whoever writes one. */
package io.dsel.aggregate.laws;
