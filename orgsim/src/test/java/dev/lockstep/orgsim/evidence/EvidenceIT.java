package dev.lockstep.orgsim.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reads the marks of all behaviours and writes the believed ones, which nobody has tried on a real org, to
/// `target/assumed.md`.
class EvidenceIT {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Pattern COUNTED = Pattern.compile("(\\d+) are documented .* (\\d+) are assumed ");

    private final Map<String, String> assumed = new TreeMap<>();
    private final Map<String, String> documented = new TreeMap<>();

    @BeforeEach
    void readTheMarks() throws IOException, ClassNotFoundException {
        for (Class<?> marked : classes()) {
            for (AnnotatedElement element : elements(marked)) {
                if (element.isAnnotationPresent(Assumed.class)) {
                    assumed.put(
                            name(marked, element),
                            element.getAnnotation(Assumed.class).reason());
                }
                if (element.isAnnotationPresent(Documented.class)) {
                    documented.put(
                            name(marked, element),
                            element.getAnnotation(Documented.class).url());
                }
            }
        }
    }

    @Test
    void listsWhatIsAssumedWithAReasonForEach() throws IOException {
        List<String> lines = new ArrayList<>(List.of("# What the simulator assumes", ""));
        assumed.forEach((where, reason) -> lines.add("- `%s`: %s".formatted(where, reason)));
        Files.write(Path.of("target", "assumed.md"), lines);

        assertThat(assumed).isNotEmpty();
        assertThat(assumed.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(lines).hasSize(assumed.size() + 2);
    }

    @Test
    void namesADocumentForWhatIsDocumented() {
        assertThat(documented).isNotEmpty();
        assertThat(documented.values()).allSatisfy(url -> assertThat(url).startsWith("https://"));
    }

    @Test
    void agreesWithTheCountsInTheReadme() throws IOException {
        var counted = COUNTED.matcher(Files.readString(Path.of("README.md")));

        assertThat(counted.find()).isTrue();
        assertThat(List.of(counted.group(1), counted.group(2)))
                .as("documented and assumed behaviours, as the README counts them")
                .containsExactly(Integer.toString(documented.size()), Integer.toString(assumed.size()));
    }

    private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.endsWith("package-info.class"))
                    .toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
            }
        }
        return classes;
    }

    private static List<AnnotatedElement> elements(Class<?> owner) {
        List<AnnotatedElement> elements = new ArrayList<>(List.of(owner));
        elements.addAll(List.of(owner.getDeclaredMethods()));
        elements.addAll(List.of(owner.getDeclaredFields()));
        return elements;
    }

    private static String name(Class<?> owner, AnnotatedElement element) {
        String type = owner.getName().substring("dev.lockstep.orgsim.".length());
        return switch (element) {
            case java.lang.reflect.Member member -> type + "." + member.getName();
            default -> type;
        };
    }
}
