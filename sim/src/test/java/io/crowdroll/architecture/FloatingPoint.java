package io.crowdroll.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.util.regex.Pattern;

/**
 * Looks for {@code float} and {@code double} in the byte code itself, so that a local variable or a
 * cast in the middle of an expression is found as well as a field.
 */
final class FloatingPoint {
  /** The types F and D in a descriptor, outside the names of classes. */
  private static final Pattern DESCRIPTOR = Pattern.compile("(^|[;()\\[BCDFIJSZ])[DF]");

  private static final Pattern CLASS_NAME = Pattern.compile("L[^;]*;");

  /** Arithmetic, loads, stores and constants (DADD, FLOAD_1) and conversions (L2D). */
  private static final Pattern OPCODE = Pattern.compile("[DF](?!UP).*|[IJL]2[DF]");

  private FloatingPoint() {}

  static ArchCondition<JavaClass> notBeUsed() {
    return new ArchCondition<>("use no floating point") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        ClassModel model = ClassFile.of().parse(bytes(type));
        model.fields().stream()
            .filter(field -> inDescriptor(field.fieldType().stringValue()))
            .forEach(field -> found(type, field.fieldName().stringValue(), events));
        model.methods().stream()
            .filter(FloatingPoint::inMethod)
            .forEach(method -> found(type, method.methodName().stringValue() + "()", events));
      }
    };
  }

  private static void found(JavaClass type, String member, ConditionEvents events) {
    String message = "%s.%s uses floating point".formatted(type.getName(), member);
    events.add(SimpleConditionEvent.violated(type, message));
  }

  private static boolean inMethod(MethodModel method) {
    return inDescriptor(method.methodType().stringValue())
        || method.code().stream()
            .flatMap(code -> code.elementStream())
            .anyMatch(FloatingPoint::inElement);
  }

  private static boolean inElement(CodeElement element) {
    return switch (element) {
      case InvokeInstruction call -> inDescriptor(call.type().stringValue());
      case InvokeDynamicInstruction call -> inDescriptor(call.type().stringValue());
      case FieldInstruction access -> inDescriptor(access.type().stringValue());
      case NewPrimitiveArrayInstruction array -> OPCODE.matcher(array.typeKind().name()).matches();
      case Instruction other -> OPCODE.matcher(other.opcode().name()).matches();
      default -> false;
    };
  }

  private static boolean inDescriptor(String descriptor) {
    return DESCRIPTOR.matcher(CLASS_NAME.matcher(descriptor).replaceAll(";")).find();
  }

  private static byte[] bytes(JavaClass type) {
    try (InputStream stream = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + type.getName(), e);
    }
  }
}
