async function findRepository(directory) {
  const [head, origin, common] = await Promise.all([
    git(directory, 'symbolic-ref', '--short', '-q', 'HEAD'),
    git(directory, 'config', '--get', 'remote.origin.url'),
    git(directory, 'rev-parse', '--path-format=absolute', '--git-common-dir'),
  ])
  const branch = head || (await git(directory, 'rev-parse', '--short=8', 'HEAD'))
  const home = origin || (common && dirname(common))
  const repository =
    home
      .replace(/\/$/, '')
      .replace(/\.git$/, '')
      .split(/[/:]/)
      .at(-1) ?? ''
  return { branch, repository }
}

function git(directory, ...words) {
  return new Promise((resolve) => {
    const options = { cwd: directory, timeout: 2_000 }
    execFile('git', words, options, (fault, output) => resolve(fault ? '' : output.trim()))
  })
}

/** For a hub behind a login; the script reads the same file. */
function token() {
  const state = process.env.XDG_STATE_HOME || join(homedir(), '.local/state')
  const file = join(state, 'signalbox/token', HUB.replace(/[^A-Za-z0-9._-]/g, '_'))
  const [name, ...value] = text(file).split(': ')
  return name && { [name]: value.join(': ') }
}

/** A file without what is around its text; empty when there is none. */
function text(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
