# Sourced by mvnw: exports a JAVA_HOME of at least 21 when the one at hand is older, or says what to install.
kaipan_jdk_major() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }
kaipan_jdk_fits() { [ -x "$1/bin/javac" ] && [ "$(kaipan_jdk_major "$1")" -ge 21 ] 2>/dev/null; }
if ! kaipan_jdk_fits "${JAVA_HOME:-/nonexistent}"; then
  set +f
  kaipan_on_path=$(command -v javac || true)
  [ -z "$kaipan_on_path" ] || kaipan_on_path=$(readlink -f "$kaipan_on_path" 2>/dev/null || echo "$kaipan_on_path")
  for kaipan_jdk in "${kaipan_on_path%/bin/javac}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/java/* /opt/jdk*; do
    if kaipan_jdk_fits "$kaipan_jdk"; then
      JAVA_HOME=$kaipan_jdk
      export JAVA_HOME
      break
    fi
  done
  set -f
  if ! kaipan_jdk_fits "${JAVA_HOME:-/nonexistent}"; then
    echo "Kaipan needs a JDK of version 21 or newer, and none was found. Install one (for example: apt-get install openjdk-21-jdk, brew install openjdk@21, sdk install java 21-tem) or point JAVA_HOME at it." >&2
    exit 1
  fi
fi
