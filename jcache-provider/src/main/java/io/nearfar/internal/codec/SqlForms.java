package io.nearfar.internal.codec;

import static io.nearfar.internal.codec.DirectForm.mutable;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;

/** The forms of {@code java.sql}, which is not in every runtime. */
@SuppressWarnings("JavaUtilDate") // Applications have them.
final class SqlForms {

  private SqlForms() {}

  static List<DirectForm<?>> all() {
    return List.of(
        mutable(
            Tag.SQL_DATE,
            Date.class,
            (out, v) -> out.zigzagLong(v.getTime()),
            in -> new Date(in.zigzagLong())),
        mutable(
            Tag.SQL_TIME,
            Time.class,
            (out, v) -> out.zigzagLong(v.getTime()),
            in -> new Time(in.zigzagLong())),
        mutable(
            Tag.SQL_TIMESTAMP,
            Timestamp.class,
            (out, v) -> {
              out.zigzagLong(Math.floorDiv(v.getTime(), 1000L));
              out.varint(v.getNanos());
            },
            SqlForms::timestamp));
  }

  private static Timestamp timestamp(PayloadReader in) {
    Timestamp timestamp = new Timestamp(Math.multiplyExact(in.zigzagLong(), 1000L));
    timestamp.setNanos(in.varint());
    return timestamp;
  }
}
