package io.nearfar.examples.probe;

import java.io.Serializable;

/**
 * What is cached: a class of the application, so that one that another application has stored would
 * be of the wrong class.
 *
 * @param module who has answered
 * @param number how many it had answered then
 */
public record Answer(String module, int number) implements Serializable {}
