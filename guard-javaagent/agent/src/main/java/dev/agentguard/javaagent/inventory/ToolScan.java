package dev.agentguard.javaagent.inventory;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.javaagent.inventory.ClassOutline.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds the annotated tools of a class path. Tools that are made at run time are not among them. */
public final class ToolScan {

    private static final List<byte[]> MARKS = Framework.ALL.stream()
            .map(framework -> framework.annotation().getBytes(StandardCharsets.UTF_8))
            .toList();

    private final ClassPath path;
    private final DeclaredRoles declared;
    private final Set<String> seen = new HashSet<>();
    private final List<ClassOutline> bearers = new ArrayList<>();

    private ToolScan(ClassPath path) {
        this.path = path;
        this.declared = new DeclaredRoles(new ComposedAnnotations(path));
    }

    /**
     * Finds the tools.
     *
     * @param path where to look
     * @return the tools, by class and method
     * @throws InventoryException if the class path cannot be read
     */
    public static List<Tool> of(ClassPath path) throws InventoryException {
        ToolScan scan = new ToolScan(path);
        path.forEachClass(scan::look);
        List<Tool> tools = new ArrayList<>();
        for (ClassOutline bearer : scan.bearers) {
            for (Method method : bearer.methods()) {
                for (Framework framework : Framework.ALL) {
                    if (framework.makesATool(method)) {
                        tools.add(scan.tool(framework, bearer, method));
                    }
                }
            }
        }
        tools.sort(Comparator.comparing(Tool::type).thenComparing(Tool::signature));
        return List.copyOf(tools);
    }

    /** Most classes of an application have nothing to do with tools: their bytes are only searched. */
    private void look(byte[] file) {
        if (MARKS.stream().noneMatch(mark -> contains(file, mark))) {
            return;
        }
        ClassOutline outline = ClassOutline.of(file);
        if (outline != null && seen.add(outline.name())) {
            bearers.add(outline);
        }
    }

    private Tool tool(Framework framework, ClassOutline bearer, Method method) throws InventoryException {
        List<String> names = method.parameters().stream().map(framework::nameOf).toList();
        List<ToolParameter> parameters = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!framework.injects(method.parameters().get(i))) {
                parameters.add(new ToolParameter(
                        names.get(i), simpleName(method.parameters().get(i).type())));
            }
        }
        List<ClassOutline> above = above(bearer);
        ToolDeclaration declaration = declared.read(withOverridden(above, method), names);
        List<String> problems = new ArrayList<>(declared.problems());
        String problem = undo(framework, bearer, above, method, declaration.undoneBy());
        if (problem != null) {
            problems.add(problem);
        }
        return new Tool(
                framework.title(),
                bearer.name().replace('/', '.'),
                method.name(),
                simpleName(method.type().getReturnType()),
                framework.nameOf(method),
                framework.descriptionOf(method),
                parameters,
                declaration,
                problems);
    }

    /** Returns why what is named cannot undo a tool, or null if it can or nothing is named. */
    private static @Nullable String undo(
            Framework framework, ClassOutline bearer, List<ClassOutline> above, Method method, @Nullable String name) {
        if (name == null) {
            return null;
        }
        List<ClassOutline> types = new ArrayList<>(List.of(bearer));
        types.addAll(above);
        List<Method> named = types.stream()
                .flatMap(type -> type.methods().stream())
                .filter(each -> each.name().equals(name)
                        || (framework.makesATool(each) && framework.nameOf(each).equals(name)))
                .toList();
        if (named.stream().anyMatch(each -> each.name().equals(method.name()) && mayOverride(method, each))) {
            return "says that it undoes itself: `@Undo(\"" + name + "\")`";
        }
        return named.stream().anyMatch(each -> framework.makesATool(each) || each.isPublic())
                ? null
                : "says that `" + name + "` undoes it, and its class has no tool or public method of that name";
    }

    /** The method, and those above it that it may override: annotations are looked for on all of them. */
    private static List<Method> withOverridden(List<ClassOutline> above, Method method) {
        List<Method> methods = new ArrayList<>();
        methods.add(method);
        above.forEach(type -> type.methods().stream()
                .filter(each -> mayOverride(method, each))
                .forEach(methods::add));
        return methods;
    }

    private List<ClassOutline> above(ClassOutline bearer) throws InventoryException {
        List<ClassOutline> types = new ArrayList<>();
        Deque<String> above = new ArrayDeque<>(bearer.supertypes());
        Set<String> asked = new HashSet<>();
        while (!above.isEmpty()) {
            String name = above.removeFirst();
            byte[] file = asked.add(name) && !name.startsWith("java/") ? path.find(name) : null;
            ClassOutline type = file == null ? null : ClassOutline.of(file);
            if (type != null) {
                types.add(type);
                above.addAll(type.supertypes());
            }
        }
        return types;
    }

    /** A generic parameter is wider above, so of types that are no primitives only the number counts. */
    private static boolean mayOverride(Method method, Method above) {
        Type[] own = method.type().getArgumentTypes();
        Type[] theirs = above.type().getArgumentTypes();
        if (!above.name().equals(method.name()) || own.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < own.length; i++) {
            boolean objects = own[i].getSort() >= Type.ARRAY && theirs[i].getSort() >= Type.ARRAY;
            if (!objects && !own[i].equals(theirs[i])) {
                return false;
            }
        }
        return true;
    }

    private static String simpleName(Type type) {
        String name = type.getClassName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private static boolean contains(byte[] file, byte[] mark) {
        for (int i = 0; i <= file.length - mark.length; i++) {
            if (file[i] == mark[0] && Arrays.equals(file, i, i + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }
}
