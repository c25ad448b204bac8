package io.nearfar.cdi.internal.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What expressions give for calls of methods. */
class TagListTest {

  @Test
  void literals_areTheSameForAllCalls() {
    TagList tags = compile("value", "all", "a{{b}}c", "{{{id}}}");

    assertThat(tags.tags(new Object[] {7L}, null)).containsExactly("all", "a{b}c", "{7}");
    TagList constant = compile("value", "all", "items");
    assertThat(constant.tags(new Object[] {1L}, null))
        .isEqualTo(List.of("all", "items"))
        .isSameAs(constant.tags(new Object[] {2L}, null));
  }

  @Test
  void parameters_areFoundByName() {
    assertThat(tags("pair", new Object[] {1, "b"}, null, "{second}-{first}", "{first}"))
        .containsExactly("b-1", "1");
  }

  @Test
  void texts_areThoseOfImmutableValues() {
    UUID id = UUID.randomUUID();
    for (Object value :
        List.of(
            "text",
            1,
            2L,
            (short) 3,
            (byte) 4,
            'c',
            true,
            1.5,
            2.5f,
            new BigDecimal("1.50"),
            id,
            LocalDate.of(2026, 1, 2),
            Instant.EPOCH)) {
      assertThat(tags("any", new Object[] {value}, null, "t:{any}")).containsExactly("t:" + value);
    }
    // Its text is another one.
    assertThat(tags("any", new Object[] {Level.HIGH}, null, "t:{any}")).containsExactly("t:HIGH");
    assertThat(tags("any", new Object[] {DayOfWeek.MONDAY}, null, "{any}"))
        .containsExactly("MONDAY");
  }

  @Test
  void otherValues_areRefusedWithTheirClassOnly() {
    for (Object value : List.of(new StringBuilder("secret"), new Object(), Map.of("a", "b"))) {
      assertThatThrownBy(() -> tags("any", new Object[] {value}, null, "t:{any}"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NEARFAR-CDI-012")
          .hasMessageContaining(value.getClass().getName())
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(
            () -> tags("any", new Object[] {java.nio.file.Path.of("a")}, null, "t:{any}"))
        .hasMessageContaining("NEARFAR-CDI-012");
  }

  @Test
  void properties_areComponentsGettersMethodsFieldsAndKeys() {
    Object[] call = {};
    assertThat(tags("item", call, new Item(7, new Owner("ann")), "{result.id}"))
        .containsExactly("7");
    assertThat(tags("item", call, new Item(7, new Owner("ann")), "{result.owner.name}"))
        .containsExactly("ann");
    assertThat(tags("bean", call, new Bean(), "{result.name}", "{result.ready}", "{result.plain}"))
        .containsExactly("of the getter", "true", "of the method");
    assertThat(tags("bean", call, new Bean(), "{result.open}")).containsExactly("of the field");
    assertThat(tags("map", call, Map.of("a", 1), "{result.a}", "{result.b}")).containsExactly("1");
    assertThat(tags("shape", call, new Circle(3), "{result.size}")).containsExactly("3");
  }

  @Test
  void component_goesBeforeAGetter() {
    assertThat(tags("odd", new Object[0], new Odd("component"), "{result.name}"))
        .containsExactly("component");
  }

  @Test
  void properties_ofUnknownTypes_areLookedForInEachClass() {
    TagList tags = compile("any", "{any.id}");

    assertThat(tags.tags(new Object[] {new Item(7, null)}, null)).containsExactly("7");
    assertThat(tags.tags(new Object[] {Map.of("id", 8)}, null)).containsExactly("8");
    assertThat(tags.tags(new Object[] {new Other("x")}, null)).containsExactly("x");
    assertThat(tags.tags(new Object[] {new Item(9, null)}, null)).containsExactly("9");
    assertThatThrownBy(() -> tags.tags(new Object[] {new Owner("ann")}, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-CDI-013")
        .hasMessageContaining(Owner.class.getName())
        .hasMessageContaining("'id'");
  }

  @Test
  void several_giveATagEach() {
    assertThat(tags("ids", new Object[] {new long[] {1, 2}}, null, "item:{ids}"))
        .containsExactly("item:1", "item:2");
    assertThat(tags("any", new Object[] {new Integer[] {1, 2}}, null, "{any}"))
        .containsExactly("1", "2");
    assertThat(tags("any", new Object[] {List.of("a", List.of("b", "c"))}, null, "{any}"))
        .containsExactly("a", "b", "c");
    assertThat(tags("any", new Object[] {List.of()}, null, "{any}")).isEmpty();
    assertThat(tags("any", new Object[] {Optional.of(1)}, null, "{any}")).containsExactly("1");
    assertThat(tags("any", new Object[] {Optional.empty()}, null, "{any}")).isEmpty();
    assertThat(tags("any", new Object[] {OptionalLong.of(5)}, null, "{any}")).containsExactly("5");
    assertThat(tags("any", new Object[] {OptionalInt.of(6)}, null, "{any}")).containsExactly("6");
  }

  @Test
  void several_inTheMiddle_giveATagEach() {
    List<Item> items = List.of(new Item(1, new Owner("ann")), new Item(2, null));

    assertThat(tags("items", new Object[0], items, "item:{result.id}", "by:{result.owner.name}"))
        .containsExactly("item:1", "item:2", "by:ann");
    assertThat(
            tags("page", new Object[0], new Page<>(items, Optional.of(3)), "{result.content.id}"))
        .containsExactly("1", "2");
    assertThat(tags("page", new Object[0], new Page<>(items, Optional.of(3)), "{result.next}"))
        .containsExactly("3");
  }

  @Test
  void severalExpressions_giveEachCombination() {
    Object[] call = {List.of(1, 2), List.of("a", "b")};

    assertThat(tags("lists", call, null, "{first}:{second}"))
        .containsExactly("1:a", "1:b", "2:a", "2:b");
  }

  @Test
  void nulls_leaveTheirTagOut() {
    assertThat(
            tags(
                "pair", new Object[] {1, null}, null, "a:{first}", "b:{second}", "{first}{second}"))
        .containsExactly("a:1");
    assertThat(tags("item", new Object[0], null, "all", "{result.id}")).containsExactly("all");
    assertThat(tags("item", new Object[0], new Item(1, null), "{result.owner.name}")).isEmpty();
    assertThat(tags("any", new Object[] {Arrays.asList("a", null, "b")}, null, "{any}"))
        .containsExactly("a", "b");
    assertThat(tags("any", new Object[] {Collections.singletonMap("k", null)}, null, "{any.k}"))
        .isEmpty();
  }

  @Test
  void result_isWhatIsInOptionalsAndStages() {
    assertThat(tags("maybe", new Object[0], Optional.of(new Item(4, null)), "{result.id}"))
        .containsExactly("4");
    assertThat(tags("maybe", new Object[0], Optional.empty(), "{result.id}")).isEmpty();
    assertThat(tags("later", new Object[0], Optional.of(new Item(4, null)), "{result.id}"))
        .containsExactly("4");
  }

  @Test
  void typesOfTheBean_areKnownInInheritedMethods() throws Exception {
    Method inherited = Repo.class.getDeclaredMethod("find", Object.class);
    Scope scope = Scope.of(inherited, Items.class);
    TagList.Builder tags = new TagList.Builder();
    tags.add("{id}:{result.owner.name}", scope);

    assertThat(tags.build().tags(new Object[] {5L}, new Item(5, new Owner("bob"))))
        .containsExactly("5:bob");
    assertThatThrownBy(() -> new TagList.Builder().add("{result.nothing}", scope))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void valueOfAPut_isTheResult() throws Exception {
    TagList.Builder tags = new TagList.Builder();
    tags.add("{result.id}", Scope.of(method("put"), Methods.class).withResult(1));

    assertThat(tags.build().tags(new Object[] {1L, new Item(9, null)}, new Item(9, null)))
        .containsExactly("9");
  }

  @Test
  void exceptionsOfProperties_arePassedOn() {
    assertThatThrownBy(() -> tags("failing", new Object[0], new Failing(), "{result.unchecked}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("unchecked");
    assertThatThrownBy(() -> tags("failing", new Object[0], new Failing(), "{result.checked}"))
        .isInstanceOf(javax.cache.CacheException.class)
        .hasMessageContaining("NEARFAR-CDI-014")
        .hasRootCauseMessage("checked");
  }

  private static List<String> tags(String name, Object[] call, Object result, String... texts) {
    return compile(name, texts).tags(call, result);
  }

  private static TagList compile(String name, String... texts) {
    TagList.Builder tags = new TagList.Builder();
    for (String text : texts) {
      try {
        tags.add(text, Scope.of(method(name), Methods.class));
      } catch (ExpressionException e) {
        throw new AssertionError(e.problem() + " " + e.seen(), e);
      }
    }
    return tags.build();
  }

  static Method method(String name) {
    for (Method method : Methods.class.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new AssertionError(name);
  }

  enum Level {
    HIGH;

    @Override
    public String toString() {
      return "high!";
    }
  }

  record Owner(String name) {}

  record Item(long id, Owner owner) {}

  record Other(String id) {}

  record Page<T>(List<T> content, Optional<Integer> next) {}

  record Odd(String name) {
    String getName() {
      return "of the getter";
    }
  }

  static class Bean {
    public final String open = "of the field";

    String getName() {
      return "of the getter";
    }

    String name() {
      return "of the method";
    }

    boolean isReady() {
      return true;
    }

    String isPlain() {
      return "a question";
    }

    String plain() {
      return "of the method";
    }
  }

  interface Shape {
    int size();
  }

  record Circle(int size) implements Shape {}

  static class Failing {
    String unchecked() {
      throw new IllegalStateException("unchecked");
    }

    String checked() throws Exception {
      throw new Exception("checked");
    }
  }

  static class Repo<K, T> {
    T find(K id) {
      return null;
    }
  }

  static class Items extends Repo<Long, Item> {}

  abstract static class Methods {
    abstract void value(long id);

    abstract void pair(int first, String second);

    abstract void lists(List<Integer> first, List<String> second);

    abstract void any(Object any);

    abstract void ids(long[] ids);

    abstract Item item();

    abstract Bean bean();

    abstract Odd odd();

    abstract Shape shape();

    abstract Failing failing();

    abstract Map<String, Integer> map();

    abstract TreeMap<TimeUnit, Integer> otherMap();

    abstract List<Item> items();

    abstract Page<Item> page();

    abstract Optional<Item> maybe();

    abstract CompletionStage<Optional<Item>> later();

    abstract CompletionStage<Void> nothingLater();

    abstract void put(long id, Item value);
  }
}
