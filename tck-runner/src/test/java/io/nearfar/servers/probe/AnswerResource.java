package io.nearfar.servers.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** Asks, and has answers forgotten. */
@ApplicationScoped
@Path("answers/{question}")
public class AnswerResource {
  @Inject Answers answers;

  /** The deployment that has answered, and the number of its answer. */
  @GET
  @Produces("text/plain")
  public String ask(@PathParam("question") String question) {
    Answer answer = answers.answer(question);
    return answer.deployment() + ' ' + answer.number();
  }

  /** Has the next one computed anew. */
  @DELETE
  public void forget(@PathParam("question") String question) {
    answers.forget(question);
  }
}
