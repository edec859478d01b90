package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Documents name classes, never lines: so that what they say can be checked.
class DocumentsTest {
    private static final Pattern QUALIFIED = Pattern.compile("`(dev\\.lockstep(?:\\.\\w+)+)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    private final ProjectFiles files = ProjectFiles.find();

    @Test
    void namesOnlyClassesThatExistInTheArchitecture() {
        var named = matches(QUALIFIED, files.text("ARCHITECTURE.md"));

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    @Test
    void namesOnlyTypesThatExistInTheArchitecture() {
        assertThat(files.classesIn("main")).containsAll(matches(TYPE, files.text("ARCHITECTURE.md")));
    }

    @Test
    void namesOnlyTestsThatExistAmongTheInvariants() {
        var named = matches(TEST, files.text("INVARIANTS.md"));

        assertThat(named).isNotEmpty();
        assertThat(files.classesIn("test")).containsAll(named);
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }
}
