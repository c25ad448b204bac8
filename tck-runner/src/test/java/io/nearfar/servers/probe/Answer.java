package io.nearfar.servers.probe;

import java.io.Serializable;

/**
 * What is cached: a class of the application, which only its class loader finds.
 *
 * @param deployment who has answered
 * @param number how many it had answered then
 */
public record Answer(String deployment, int number) implements Serializable {}
