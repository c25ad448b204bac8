package io.nearfar.servers.probe;

/**
 * What is cached: a class of the application, which only its class loader finds. It can be changed,
 * so caches keep copies, and it is not serializable, so these are made field by field.
 */
public class Answer {
  private String deployment;
  private int number;

  /** An answer without content, for whoever makes copies. */
  public Answer() {
    this("", 0);
  }

  /**
   * An answer.
   *
   * @param deployment who has answered
   * @param number how many it had answered then
   */
  public Answer(String deployment, int number) {
    this.deployment = deployment;
    this.number = number;
  }

  /** Spoils it; a cache must not notice. */
  public void scribble() {
    deployment = "scribbled";
    number = -1;
  }

  @Override
  public String toString() {
    return deployment + ' ' + number;
  }
}
