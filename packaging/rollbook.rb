# A formula for Homebrew. There is no tap and no release archive yet, so it builds from a checkout:
#   HOMEBREW_ROLLBOOK_SOURCE=<git address of the source> brew install --HEAD ./packaging/rollbook.rb
class Rollbook < Formula
  desc "Site of release runbooks, and what is wrong with them"
  homepage "https://rollbook.example.org/"
  license "Apache-2.0"
  head ENV.fetch("HOMEBREW_ROLLBOOK_SOURCE", "https://rollbook.example.org/rollbook.git"), using: :git, branch: "main"

  depends_on "pkgconf" => :build
  depends_on "cmark"

  uses_from_macos "python" => :build
  uses_from_macos "swift" => :build

  def install
    # The sandbox of Homebrew takes the place of the package manager's own.
    ENV["ROLLBOOK_SWIFT_OPTIONS"] = "--disable-sandbox"
    system "script/install", "--prefix", prefix
  end

  test do
    system bin/"rollbook", "init", "book"
    system bin/"rollbook", "build", "--content", "book/content", "--output", "site"
    assert_path_exists testpath/"site/index.html"
  end
end
