internal import Diagnostics

extension DeploymentPlan {
    /// The fingerprint of what reviewers look at: the plan without its reviews, status and waivers.
    ///
    /// The first 16 hexadecimal digits of the SHA-256 of its JSON. It does not depend on how the file is laid out.
    package var reviewDigest: String {
        var writer = JSONWriter(isCompact: true)
        write(to: &writer, leavingOut: ["reviews", "status", "waivers"])
        return String(SHA256.digest(of: writer.finished()).description.prefix(16))
    }
}
