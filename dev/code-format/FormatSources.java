import com.palantir.javaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats every Java source below the working directory, or (`--check`) names those that are not formatted.
///
/// Run from its source file by the build, so that it follows the JDK of the build rather than Maven's own.
final class FormatSources {
    private FormatSources() {}

    public static void main(String[] arguments) throws Exception {
        var check = List.of(arguments).contains("--check");
        var options = new ArrayList<>(List.of("--palantir"));
        options.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
        options.addAll(sources());
        var exit = new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
                .format(options.toArray(String[]::new));
        if (exit != 0 && check) {
            System.err.println("These sources are not formatted. Run dev/format, then build again.");
        }
        System.exit(exit);
    }

    private static List<String> sources() throws IOException {
        try (var files = Files.walk(Path.of("."))) {
            return files.map(Path::normalize)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(".git") && !file.toString().contains("/target/"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
