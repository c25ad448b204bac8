package io.nearfar.servers.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Changes in transactions of the server. */
@ApplicationScoped
public class Changes {
  @Inject Answers answers;

  /**
   * Changes what an answer is about.
   *
   * @throws ChangeFailedException if it is to fail; the transaction is rolled back then
   */
  @Transactional
  public void change(String question, boolean fails) {
    answers.changed(question);
    if (fails) {
      throw new ChangeFailedException();
    }
  }
}
