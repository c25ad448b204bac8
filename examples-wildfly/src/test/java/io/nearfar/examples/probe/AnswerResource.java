package io.nearfar.examples.probe;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Asks, and has answers forgotten. */
@Path("answers/{question}")
public class AnswerResource {
  @Inject Answers answers;

  /** The name of the module that has answered, and the number of its answer. */
  @GET
  public String ask(@PathParam("question") String question) {
    Answer answer = answers.answer(question);
    return answer.module() + ' ' + answer.number();
  }

  /** Has the next one computed anew. */
  @DELETE
  public void forget(@PathParam("question") String question) {
    answers.forget(question);
  }
}
