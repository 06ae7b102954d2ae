/**
 * What every service is made of besides its work: options, start and stop, the HTTP server with its one table of
 * problems, health and metrics. Knows neither Kafka nor OpenSearch.
 */
package io.dsel.service;
