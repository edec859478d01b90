package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.source.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the project says of the record types that the org's users may use.
final class ProfileSource {
    /// The file of the profile System Administrator.
    private static final List<String> ADMIN = List.of("Admin.profile-meta.xml", "Admin.profile");

    /// By the record type's full name in small letters.
    private final Map<String, MetadataElement> visibilities;

    private ProfileSource(Map<String, MetadataElement> visibilities) {
        this.visibilities = Map.copyOf(visibilities);
    }

    /// Of these files, among which the profile may or may not be.
    @Assumed(reason = "All users have the profile System Administrator; no other profile or permission set is read")
    static ProfileSource read(ProjectFolder project, List<SourceFile> files) {
        var visibilities = new HashMap<String, MetadataElement>();
        for (var file : files) {
            if (ADMIN.contains(file.path().getFileName().toString())) {
                MetadataReader.read(project, file, "Profile")
                        .children("recordTypeVisibilities")
                        .forEach(found ->
                                found.text("recordType").ifPresent(name -> visibilities.put(lower(name), found)));
            }
        }
        return new ProfileSource(visibilities);
    }

    @Assumed(reason = "A record type of which the profile says nothing may be used nevertheless")
    boolean shows(RecordTypeSource type) {
        return !says(type, "visible", "false");
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_profile.htm")
    boolean prefers(RecordTypeSource type) {
        return says(type, "default", "true");
    }

    private boolean says(RecordTypeSource type, String property, String value) {
        return Optional.ofNullable(visibilities.get(lower(type.fullName())))
                .flatMap(found -> found.text(property))
                .filter(value::equals)
                .isPresent();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
