package io.crowdroll.reports.results;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes and reads one record type as a line of CSV, field by field in the order of its components.
 *
 * @param <R> the record
 */
final class RowCodec<R extends Row> {
  private enum Type {
    LONG,
    INT,
    DOUBLE,
    BOOLEAN,
    TEXT,
    AMOUNT;

    static Type of(Class<?> type) {
      if (type == long.class) return LONG;
      if (type == int.class) return INT;
      if (type == double.class) return DOUBLE;
      if (type == boolean.class) return BOOLEAN;
      if (type == String.class) return TEXT;
      if (type == BigInteger.class) return AMOUNT;
      throw new IllegalArgumentException("no CSV form for a field of type " + type.getName());
    }
  }

  private final List<String> columns;
  private final Type[] types;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  private RowCodec(Class<R> row) throws ReflectiveOperationException {
    RecordComponent[] components = row.getRecordComponents();
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    columns = Stream.of(components).map(RecordComponent::getName).toList();
    types = Stream.of(components).map(c -> Type.of(c.getType())).toArray(Type[]::new);
    accessors = new MethodHandle[components.length];
    for (int i = 0; i < components.length; i++) {
      MethodHandle accessor = lookup.unreflect(components[i].getAccessor());
      accessors[i] = accessor.asType(MethodType.methodType(Object.class, Row.class));
    }
    Class<?>[] parameters =
        Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    constructor =
        lookup
            .findConstructor(row, MethodType.methodType(void.class, parameters))
            .asSpreader(Object[].class, parameters.length)
            .asType(MethodType.methodType(Row.class, Object[].class));
  }

  static <R extends Row> RowCodec<R> of(Class<R> row) {
    try {
      return new RowCodec<>(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot reach the components of " + row, e);
    }
  }

  List<String> columns() {
    return columns;
  }

  void write(R row, CsvOutput out) throws IOException {
    for (int i = 0; i < accessors.length; i++) {
      Object value = get(i, row);
      switch (types[i]) {
        case LONG -> out.number((long) value);
        case INT -> out.number((int) value);
        case DOUBLE -> out.number((double) value);
        case BOOLEAN -> out.flag((boolean) value);
        case TEXT -> out.text((String) value);
        case AMOUNT -> out.number((BigInteger) value);
      }
    }
    out.endRow();
  }

  /**
   * Reads a row from its fields.
   *
   * @throws IllegalArgumentException naming the column, when a field does not fit its type
   */
  @SuppressWarnings("unchecked") // the constructor handle is that of R
  R read(List<String> fields) {
    if (fields.size() != types.length) {
      throw new IllegalArgumentException(
          "has " + fields.size() + " fields; expected " + types.length);
    }
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = parse(i, fields.get(i));
    }
    try {
      return (R) (Row) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // a record's constructor declares no exception
    }
  }

  private Object get(int column, R row) {
    try {
      return (Object) accessors[column].invokeExact((Row) row);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // nor does an accessor
    }
  }

  private Object parse(int column, String field) {
    try {
      return switch (types[column]) {
        case LONG -> Long.parseLong(field);
        case INT -> Integer.parseInt(field);
        case DOUBLE -> Double.parseDouble(field);
        case BOOLEAN -> parseFlag(field);
        case TEXT -> CsvOutput.unguarded(field);
        case AMOUNT -> parseAmount(field);
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column " + columns.get(column) + ": '" + field + "' is not " + expected(column), e);
    }
  }

  /** Nearly all amounts fit a long, which is read several times faster. */
  private static BigInteger parseAmount(String field) {
    return field.length() < 19 ? BigInteger.valueOf(Long.parseLong(field)) : new BigInteger(field);
  }

  private static boolean parseFlag(String field) {
    return switch (field) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(field);
    };
  }

  private String expected(int column) {
    return switch (types[column]) {
      case LONG, INT, AMOUNT -> "a whole number";
      case DOUBLE -> "a number";
      case BOOLEAN -> "true or false";
      case TEXT -> "text";
    };
  }
}
