/** A fold that no measures can say: how often something failed in a row. */
package com.example.dsel;
