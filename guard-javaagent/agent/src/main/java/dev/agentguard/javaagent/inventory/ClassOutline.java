package dev.agentguard.javaagent.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says of its methods and their annotations.
 *
 * @param name the internal name
 * @param supertypes the internal names of what it extends and implements
 * @param annotations the values of its annotations by their descriptors
 * @param methods its methods
 */
record ClassOutline(
        String name, List<String> supertypes, Map<String, Map<String, Object>> annotations, List<Method> methods) {

    /**
     * A method.
     *
     * @param name its name
     * @param type its descriptor
     * @param isPublic whether everybody may call it
     * @param annotations the values of its annotations by their descriptors
     * @param parameters its parameters
     */
    record Method(
            String name,
            Type type,
            boolean isPublic,
            Map<String, Map<String, Object>> annotations,
            List<Parameter> parameters) {}

    /**
     * A parameter.
     *
     * @param name its name; {@code arg0}, {@code arg1}, ... where the class was compiled without {@code -parameters}
     * @param type its type
     * @param annotations the values of its annotations by their descriptors
     */
    record Parameter(String name, Type type, Map<String, Map<String, Object>> annotations) {}

    /** Reads a class file; null if it is none. */
    static @Nullable ClassOutline of(byte[] file) {
        Reader reader = new Reader();
        try {
            // names of parameters count as debug information, which is therefore not left out
            OpenedClassReader.of(file).accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
        return new ClassOutline(
                reader.name, List.copyOf(reader.supertypes), reader.annotations, List.copyOf(reader.methods));
    }

    private static final class Reader extends ClassVisitor {

        private final List<String> supertypes = new ArrayList<>();
        private final Map<String, Map<String, Object>> annotations = new HashMap<>();
        private final List<Method> methods = new ArrayList<>();
        private String name = "";

        Reader() {
            super(OpenedClassReader.ASM_API);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            this.name = name;
            if (superName != null) {
                supertypes.add(superName);
            }
            if (interfaces != null) {
                supertypes.addAll(List.of(interfaces));
            }
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return new ValueReader(annotations.computeIfAbsent(descriptor, key -> new HashMap<>()));
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean written = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == 0;
            boolean isPublic = (access & Opcodes.ACC_PUBLIC) != 0;
            return written ? new MethodReader(name, Type.getMethodType(descriptor), isPublic, methods) : null;
        }
    }

    private static final class MethodReader extends MethodVisitor {

        private final String name;
        private final Type type;
        private final boolean isPublic;
        private final List<Method> methods;
        private final Map<String, Map<String, Object>> annotations = new HashMap<>();
        private final List<String> names = new ArrayList<>();
        private final List<Map<String, Map<String, Object>>> ofParameters = new ArrayList<>();

        MethodReader(String name, Type type, boolean isPublic, List<Method> methods) {
            super(OpenedClassReader.ASM_API);
            this.name = name;
            this.type = type;
            this.isPublic = isPublic;
            this.methods = methods;
            for (int i = 0; i < type.getArgumentTypes().length; i++) {
                ofParameters.add(new HashMap<>());
            }
        }

        @Override
        public void visitParameter(@Nullable String name, int access) {
            names.add(name == null ? "arg" + names.size() : name);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return new ValueReader(annotations.computeIfAbsent(descriptor, key -> new HashMap<>()));
        }

        @Override
        public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
            return parameter < ofParameters.size()
                    ? new ValueReader(ofParameters.get(parameter).computeIfAbsent(descriptor, key -> new HashMap<>()))
                    : null;
        }

        @Override
        public void visitEnd() {
            List<Parameter> parameters = new ArrayList<>();
            Type[] types = type.getArgumentTypes();
            for (int i = 0; i < types.length; i++) {
                String known = names.size() == types.length ? names.get(i) : "arg" + i;
                parameters.add(new Parameter(known, types[i], ofParameters.get(i)));
            }
            methods.add(new Method(name, type, isPublic, annotations, List.copyOf(parameters)));
        }
    }

    /** Enum constants are read as their names and arrays as lists; nested annotations are not needed. */
    private static final class ValueReader extends AnnotationVisitor {

        private final Map<String, Object> values;

        ValueReader(Map<String, Object> values) {
            super(OpenedClassReader.ASM_API);
            this.values = values;
        }

        @Override
        public void visit(String name, Object value) {
            values.put(name, value);
        }

        @Override
        public void visitEnum(String name, String descriptor, String value) {
            values.put(name, value);
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
            List<Object> all = new ArrayList<>();
            values.put(name, all);
            return new AnnotationVisitor(OpenedClassReader.ASM_API) {
                @Override
                public void visit(@Nullable String unnamed, Object value) {
                    all.add(value);
                }

                @Override
                public void visitEnum(@Nullable String unnamed, String descriptor, String value) {
                    all.add(value);
                }
            };
        }
    }
}
