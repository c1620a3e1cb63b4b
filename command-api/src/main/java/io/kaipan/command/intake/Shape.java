package io.kaipan.command.intake;

import io.kaipan.domain.shared.NewId;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.Text;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of a value in a command's body, worked out from the Java type that takes it. */
public sealed interface Shape {
    /** A text. @param max longest length in characters (Unicode code points) */
    record Words(int max) implements Shape {
        private static final int SEVERAL_LINES = 500;

        /** Whether it may have line breaks: only long texts have. */
        public boolean severalLines() {
            return max >= SEVERAL_LINES;
        }
    }

    /** A value of its own type, written as a text, for example an id or a phone number. */
    record Value(Class<? extends Record> type, int max, Executable parser) implements Shape {
        /** @throws RuleViolation when the type refuses the text */
        Object parse(String text) {
            return invoke(parser, text);
        }
    }

    /** One of an enum's names. */
    record Choice(Class<? extends Enum<?>> type) implements Shape {
        public List<String> names() {
            return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        }
    }

    /** A whole number that fits an {@code int}. */
    record Whole() implements Shape {}

    /** A decimal number, exact: written as a text, or as a number. */
    record Decimal() implements Shape {}

    /** true or false */
    record Truth() implements Shape {}

    /** An instant: ISO-8601 with offset. */
    record Moment() implements Shape {}

    /** A day: ISO-8601. */
    record Day() implements Shape {}

    /** A list. */
    record Many(Shape element) implements Shape {
        /** The most entries that any list takes. */
        public static final int MOST = 200;
    }

    /** An object, read into a record. */
    record Parts(Class<? extends Record> type, List<Part> parts, Constructor<?> constructor) implements Shape {
        /** @throws RuleViolation when the record refuses its components */
        Record make(@Nullable Object[] components) {
            return (Record) invoke(constructor, components);
        }

        /** What {@link #make} took. */
        @Nullable
        Object[] components(Record made) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> valueOf(component, made))
                    .toArray();
        }
    }

    /**
     * A component of an object.
     *
     * @param optional whether it may be absent, null or blank
     * @param newId the prefix of the id that the intake makes when the sender leaves it out; null when it makes none
     */
    record Part(
            String name,
            Shape shape,
            boolean optional,
            @Nullable String newId) {}

    /** The shape of a record. @throws IllegalStateException when a component is of a type that no command may have */
    static Parts of(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            List<Part> parts = Arrays.stream(components).map(Shape::part).toList();
            return new Parts(type, parts, type.getDeclaredConstructor(types));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Part part(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        Text text = component.getAnnotation(Text.class);
        return new Part(
                component.getName(),
                of(type, text == null ? Text.DEFAULT : text.max()),
                type.isAnnotationPresent(Nullable.class),
                component.isAnnotationPresent(NewId.class) ? prefix(component.getType()) : null);
    }

    private static Shape of(AnnotatedType annotated, int max) {
        if (annotated.getType() instanceof ParameterizedType parameterized) {
            if (parameterized.getRawType() == List.class) {
                AnnotatedType element = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0];
                return new Many(of(element, max));
            }
            throw new IllegalStateException("No command may have a " + annotated.getType());
        }
        return of((Class<?>) annotated.getType(), max);
    }

    private static Shape of(Class<?> type, int max) {
        if (type == String.class) {
            return new Words(max);
        } else if (type == int.class || type == Integer.class) {
            return new Whole();
        } else if (type == BigDecimal.class) {
            return new Decimal();
        } else if (type == boolean.class || type == Boolean.class) {
            return new Truth();
        } else if (type == Instant.class) {
            return new Moment();
        } else if (type == LocalDate.class) {
            return new Day();
        } else if (type.isEnum()) {
            @SuppressWarnings("unchecked")
            Class<? extends Enum<?>> names = (Class<? extends Enum<?>>) type;
            return new Choice(names);
        } else if (type.isRecord()) {
            Class<? extends Record> record = type.asSubclass(Record.class);
            return isWrittenAsText(record) ? new Value(record, max, parser(record)) : of(record);
        }
        throw new IllegalStateException("No command may have a " + type);
    }

    private static boolean isWrittenAsText(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1
                && components[0].getName().equals("value")
                && components[0].getType() == String.class;
    }

    /** A type that reads what people type has a {@code parse}; others take the text as it is. */
    private static Executable parser(Class<? extends Record> type) {
        try {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals("parse")
                        && Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == type) {
                    return method;
                }
            }
            return type.getDeclaredConstructor(String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String prefix(Class<?> idType) {
        try {
            return (String) idType.getField("PREFIX").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(idType + " has no PREFIX", e);
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object invoke(Executable target, @Nullable Object... arguments) {
        try {
            return target instanceof Method method
                    ? method.invoke(null, arguments)
                    : ((Constructor<?>) target).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
