package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.codec.FarTypes.Circle;
import io.nearfar.internal.codec.FarTypes.Colour;
import io.nearfar.internal.codec.FarTypes.Evil;
import io.nearfar.internal.codec.FarTypes.External;
import io.nearfar.internal.codec.FarTypes.Gadget;
import io.nearfar.internal.codec.FarTypes.Hooked;
import io.nearfar.internal.codec.FarTypes.Initializing;
import io.nearfar.internal.codec.FarTypes.Item;
import io.nearfar.internal.codec.FarTypes.Order;
import io.nearfar.internal.codec.FarTypes.Point;
import io.nearfar.internal.codec.FarTypes.Resolving;
import io.nearfar.spi.CodecException;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import javax.management.BadAttributeValueExpException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which classes {@link FarCodec#decode} makes: those that are allowed, and no others. */
@SuppressWarnings("serial")
final class FarCodecRefusalsTest {
  private static final ClassLoader LOADER = FarCodecRefusalsTest.class.getClassLoader();
  private static final String TYPES = FarTypes.class.getName() + '$';

  @BeforeEach
  void reset() {
    FarTypes.FIRED.set(0);
  }

  @AfterEach
  void nothingFired() {
    assertThat(FarTypes.FIRED).hasValue(0);
  }

  private static FarCodec codec(String... allowed) {
    return new FarCodec(LOADER, Set.of(allowed), List.of());
  }

  private static FarCodec codecFor(Class<?>... types) {
    return new FarCodec(LOADER, Set.of(), List.of(types));
  }

  private static byte[] written(Object value) {
    try (FarCodec writer = codec()) {
      return writer.encode(value);
    }
  }

  /** As somebody would write it who is not us. */
  private static byte[] stream(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Tag.STREAM);
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static void assertRefused(byte[] bytes, String type) {
    try (FarCodec reader = codec()) {
      assertRefused(reader, bytes, type);
    }
  }

  private static void assertRefused(FarCodec reader, byte[] bytes, String type) {
    assertThatThrownBy(() -> reader.decode(bytes))
        .isInstanceOfSatisfying(
            CodecException.class, e -> assertThat(e.refusedType()).isEqualTo(type))
        .hasMessageStartingWith("NEARFAR-0212")
        .hasMessageContaining(type)
        .hasMessageContaining("allowed-types");
  }

  // ---- gadgets

  @Test
  void hooks() throws Exception {
    assertRefused(stream(new Gadget()), TYPES + "Gadget");
    assertRefused(stream(new ArrayList<>(List.of(new Gadget()))), TYPES + "Gadget");
    assertRefused(stream(new Object[] {new Resolving()}), TYPES + "Resolving");
    assertRefused(written(new Gadget()), TYPES + "Gadget");
    assertRefused(stream(new Gadget[0]), TYPES + "Gadget");
    External external = new External();
    FarTypes.FIRED.set(0);
    assertRefused(stream(external), TYPES + "External");
  }

  /** The traps of this test do snap. */
  @Test
  void hooks_ofAllowedClasses() throws Exception {
    try (FarCodec reader = codec("io.nearfar.**")) {
      reader.decode(stream(new Gadget()));
      reader.decode(stream(new Resolving()));
      assertThat(FarTypes.FIRED).hasValue(2);
      PriorityQueue<Object> queue = new PriorityQueue<>(new Evil());
      queue.add(1);
      queue.add(2);
      FarTypes.FIRED.set(0);
      reader.decode(written(queue));
      assertThat(FarTypes.FIRED.getAndSet(0)).isPositive();
    }
  }

  /** A class with hooks that is allowed is not made without them running either. */
  @Test
  void hooks_cannotBeLeftOut() {
    String name = TYPES + "Hooked";
    try (FarCodec reader = codec(name)) {
      assertThatThrownBy(() -> reader.decode(object(name, 0)))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("never written");
    }
  }

  @Test
  void proxies() throws Exception {
    InvocationHandler handler = new Handler();
    Object proxy = Proxy.newProxyInstance(LOADER, new Class<?>[] {Comparable.class}, handler);
    assertRefused(stream(proxy), "java.lang.reflect.Proxy");
    assertRefused(stream(new Object[] {"a", proxy}), "java.lang.reflect.Proxy");
    assertRefused(object("java.lang.reflect.Proxy", 0), "java.lang.reflect.Proxy");
    try (FarCodec careless = codec("java.lang.reflect.*", "java.lang.**")) {
      assertRefused(careless, stream(proxy), "java.lang.reflect.Proxy");
      assertRefused(
          careless,
          stream((Runnable & Serializable) () -> FarTypes.FIRED.incrementAndGet()),
          "java.lang.invoke.SerializedLambda");
    }
  }

  private static final class Handler implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
      FarTypes.FIRED.incrementAndGet();
      return 0;
    }
  }

  @Test
  void comparators() throws Exception {
    PriorityQueue<Object> queue = new PriorityQueue<>(new Evil());
    queue.add(1);
    queue.add(2);
    Map<Object, Object> map = new TreeMap<>(new Evil());
    map.put(1, 1);
    byte[][] all = {written(queue), stream(queue), written(map), stream(map)};
    FarTypes.FIRED.set(0);
    for (byte[] bytes : all) {
      assertRefused(bytes, TYPES + "Evil");
    }
  }

  @Test
  void knownShapes() throws Exception {
    assertRefused(
        stream(new BadAttributeValueExpException("x")),
        "javax.management.BadAttributeValueExpException");
    Map<Object, Object> map = new HashMap<>();
    map.put(URI.create("http://nearfar.invalid").toURL(), 1);
    assertRefused(stream(map), "java.net.URL");
    assertRefused(written(map), "java.net.URL");
    for (String name :
        List.of(
            "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
            "java.rmi.server.UnicastRemoteObject",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.util.ServiceLoader",
            "java.util.Hashtable",
            "javax.script.ScriptEngineManager")) {
      assertRefused(object(name, 0), name);
      assertRefused(constant(name), name);
      assertRefused(streamOf(name), name);
    }
    try (FarCodec reader = codecFor(URL.class)) {
      // Named is named.
      assertThat(reader.decode(stream(URI.create("http://nearfar.invalid").toURL())))
          .isInstanceOf(URL.class);
    }
  }

  @Test
  void classes_areNotInitialized() throws Exception {
    String name = TYPES + "Initializing";
    assertRefused(object(name, 0), name);
    assertRefused(streamOf(name), name);
    try (FarCodec reader = codec(name)) {
      // Allowed, and yet: the fields differ, the array is empty, the name is all that is wanted.
      assertThatThrownBy(() -> reader.decode(object(name, 1))).isInstanceOf(CodecException.class);
      assertThatThrownBy(() -> reader.decode(constant(name))).isInstanceOf(CodecException.class);
    }
    assertThat(Initializing.class.getName()).isEqualTo(name);
  }

  /** JDK classes have forms of their own, and are not filled field by field. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.String",
        "java.lang.Integer",
        "java.util.HashMap",
        "java.util.ArrayList",
        "java.lang.Number",
        "java.lang.Comparable",
        "java.time.ZoneRegion",
        "java.lang.Throwable",
        "int",
        "[I"
      })
  void jdkClasses_areNotOpened(String name) {
    try (FarCodec reader = codec()) {
      for (byte[] bytes : new byte[][] {object(name, 0), aRecord(name), constant(name)}) {
        assertThatThrownBy(() -> reader.decode(bytes)).isInstanceOf(CodecException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a\nb", "a..b", ".a", "a.", "[", "[[", "[L", "[La", "a/b", "\u0000"})
  void strangeNames_areNotRepeated(String name) {
    try (FarCodec reader = codec()) {
      assertThatThrownBy(() -> reader.decode(object(name, 0)))
          .isInstanceOfSatisfying(CodecException.class, e -> assertThat(e.refusedType()).isNull())
          .hasMessageStartingWith("NEARFAR-0211")
          .hasMessageNotContaining("a\nb");
    }
  }

  /** A field is never given what it can't hold. */
  @Test
  void wrongTypes() {
    try (FarCodec reader = codec(TYPES + "Item")) {
      byte[] item = reader.encode(new Item());
      int text = item.length - 3;
      assertThat(item[text]).isEqualTo((byte) Tag.LATIN1);
      byte[] wrong = java.util.Arrays.copyOf(item, text + 2);
      wrong[text] = Tag.INTEGER;
      wrong[text + 1] = 2;
      assertThatThrownBy(() -> reader.decode(wrong)).isInstanceOf(CodecException.class);
      // A reference to the object itself, where a string is wanted.
      wrong[text] = Tag.REFERENCE;
      wrong[text + 1] = 0;
      assertThatThrownBy(() -> reader.decode(wrong)).isInstanceOf(CodecException.class);
    }
  }

  // ---- what is allowed

  @Test
  void inferredFromTheTypes() {
    Order order = new Order();
    order.items = List.of(Map.of("a", new Item[] {new Item()}));
    order.colour = Colour.GREEN;
    order.shape = new Circle(3);
    byte[] bytes = written(order);
    assertRefused(bytes, TYPES + "Order");
    try (FarCodec reader = codecFor(Order.class)) {
      Order read = (Order) reader.decode(bytes);
      assertThat(read.items.get(0).get("a")[0]).isEqualTo(new Item());
      assertThat(read.shape).isEqualTo(new Circle(3));
      assertThat(reader.decode(written(Colour.RED))).isEqualTo(Colour.RED);
      assertRefused(reader, written(new Point(1, 2, "")), TYPES + "Point");
    }
  }

  @Test
  void inferredFromWhatIsNamed() {
    Order order = new Order();
    order.shape = new Circle(3);
    byte[] bytes = written(order);
    try (FarCodec reader = codec(Order.class.getName(), "com.acme.OnlyElsewhere", "com.acme.*")) {
      assertThat(((Order) reader.decode(bytes)).shape).isEqualTo(order.shape);
      assertRefused(reader, written(new Point(1, 2, "")), TYPES + "Point");
    }
  }

  @Test
  void namedAndPackages() {
    byte[] point = written(new Point(1, 2, "n"));
    byte[] hooked = written(new Hooked("x"));
    for (String pattern :
        List.of(TYPES + "Point", "io.nearfar.internal.codec.*", "io.nearfar.**", "io.**")) {
      try (FarCodec reader = codec(pattern)) {
        assertThat(reader.decode(point)).isEqualTo(new Point(1, 2, "n"));
        if (pattern.endsWith("*")) {
          assertThatCode(() -> reader.decode(hooked)).doesNotThrowAnyException();
        } else {
          assertRefused(reader, hooked, TYPES + "Hooked");
        }
      }
    }
    for (String pattern : List.of("io.nearfar.*", "io.nearfar.internal.cod.**", "io.nearf.**")) {
      try (FarCodec reader = codec(pattern)) {
        assertRefused(reader, point, TYPES + "Point");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "**", ".*", ".**", "a.*.b", "a b", "*.a", "a.***", "[I", "a..*"})
  void badPatterns(String pattern) {
    assertThatThrownBy(() -> codec(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("NEARFAR-0215");
  }

  @Test
  void writtenByThisNode() throws Exception {
    try (FarCodec codec = codec()) {
      byte[] point = written(new Point(1, 2, "n"));
      assertRefused(codec, point, TYPES + "Point");
      codec.encode(List.of(new Point(3, 4, "x")));
      assertThat(codec.decode(point)).isEqualTo(new Point(1, 2, "n"));
      byte[] hooked = written(new Hooked("x"));
      assertRefused(codec, hooked, TYPES + "Hooked");
      codec.encode(new Hooked("y"));
      assertThat(codec.decode(hooked)).isInstanceOf(Hooked.class);
      // What could not be written is not allowed either.
      assertThatThrownBy(() -> codec.encode(new Object[] {new Item(), new Thread()}))
          .isInstanceOf(CodecException.class);
      assertRefused(codec, written(new Item()), TYPES + "Item");
    }
  }

  @Test
  void otherFields_areAMiss() {
    try (FarCodec reader = codec("io.nearfar.**")) {
      byte[] bytes = written(new Point(1, 2, "n"));
      int fingerprint = 4 + Point.class.getName().length();
      bytes[fingerprint]++;
      assertThatThrownBy(() -> reader.decode(bytes))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("had other fields");
    }
  }

  /** The tags that need nothing behind them: truths, and what is empty. */
  private static final Set<Integer> COMPLETE =
      Set.of(Tag.TRUE, Tag.FALSE, Tag.WHOLE_UTF8, Tag.WHOLE_UTF16, Tag.WHOLE_BYTES);

  @Test
  void newerForm_isAMiss() {
    try (FarCodec reader = codec()) {
      for (int tag = 0; tag < 256; tag++) {
        byte[] bytes = {(byte) tag};
        if (!COMPLETE.contains(tag)) {
          assertThatThrownBy(() -> reader.decode(bytes))
              .isInstanceOf(CodecException.class)
              .hasMessageStartingWith("NEARFAR-0211");
        }
      }
    }
  }

  @Test
  void closed() {
    FarCodec codec = codec();
    codec.close();
    codec.close();
    assertThatThrownBy(() -> codec.encode(new Item())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> codec.decode(written(new Item())))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> codec.encodeKey(new Item())).isInstanceOf(IllegalStateException.class);
  }

  // ---- forged bytes

  private static byte[] object(String name, int fingerprint) {
    return forged(Tag.OBJECT, name, fingerprint, /* text= */ null);
  }

  private static byte[] aRecord(String name) {
    return forged(Tag.RECORD, name, 0, /* text= */ null);
  }

  private static byte[] constant(String name) {
    return forged(Tag.ENUM, name, 0, "A");
  }

  private static byte[] forged(int tag, String name, int fingerprint, String text) {
    PayloadWriter out = new PayloadWriter(64);
    out.u8(tag);
    out.varint(0);
    out.text(name);
    out.fixed32(fingerprint);
    if (text != null) {
      out.text(text);
    }
    return out.toBytes();
  }

  /** An object without fields of any class. */
  private static byte[] streamOf(String name) throws Exception {
    byte[] template = stream(new Template());
    String old = Template.class.getName();
    String all = new String(template, StandardCharsets.ISO_8859_1);
    String length = "" + (char) (old.length() >> 8) + (char) old.length();
    String newLength = "" + (char) (name.length() >> 8) + (char) name.length();
    return all.replace(length + old, newLength + name).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static final class Template implements Serializable {}
}
