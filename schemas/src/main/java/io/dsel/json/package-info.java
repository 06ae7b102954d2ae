/** JSON and YAML text to trees and back, exactly: no digit lost, no key dropped, errors with line and column. */
package io.dsel.json;
