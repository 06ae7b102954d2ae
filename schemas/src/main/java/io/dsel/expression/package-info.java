/** CEL expressions in manifests: compiled, bounded in what they cost, over events and objects. Knows no sort of manifest. */
package io.dsel.expression;
