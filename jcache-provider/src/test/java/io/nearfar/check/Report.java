package io.nearfar.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came out of a round.
 *
 * @param settings what was asked for
 * @param operations how many there were, by outcome
 * @param tagged those done on entries that may have tags, and invalidations, by kind
 * @param faults how often each happened
 * @param verdict what the checker has found
 * @param errors what nodes said about failures that no fault explains
 */
record Report(
    RoundSettings settings,
    Map<Outcome, Long> operations,
    Map<Kind, Long> tagged,
    Map<String, Long> faults,
    Verdict verdict,
    List<String> errors) {
  private static final int SHOWN = 5;

  static Report of(
      RoundSettings settings,
      History history,
      List<Span> faults,
      Verdict verdict,
      List<String> errors) {
    return new Report(
        settings,
        history.operations().stream()
            .collect(
                Collectors.groupingBy(Operation::outcome, TreeMap::new, Collectors.counting())),
        history.operations().stream()
            .filter(
                each -> each.isDone() && (each.kind().isSweeping() || Keys.isTagged(each.key())))
            .collect(Collectors.groupingBy(Operation::kind, TreeMap::new, Collectors.counting())),
        faults.stream()
            .collect(Collectors.groupingBy(Span::fault, TreeMap::new, Collectors.counting())),
        verdict,
        errors);
  }

  List<Violation> violations() {
    return verdict.violations();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "seed %d, %s over %s: operations %s, faults %s, violations %s"
            .formatted(
                settings.seed(),
                settings.nodes().caching(),
                settings.shape(),
                operations,
                faults,
                violations().stream()
                    .collect(
                        Collectors.groupingBy(
                            Violation::rule, TreeMap::new, Collectors.counting()))));
    lines.add("  with tags: " + tagged);
    lines.add("  near copies, calm: " + verdict.calm());
    lines.add("  near copies, faults: " + verdict.faulty());
    violations().stream().limit(SHOWN).forEach(violation -> lines.add("  " + violation));
    errors.stream().limit(SHOWN).forEach(error -> lines.add("  " + error));
    return String.join("\n", lines);
  }
}
