/** The services' HTTP APIs as the commands use them: addresses, requests, answers and problems. */
package io.dsel.cli.api;
