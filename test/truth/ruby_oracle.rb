# The structure of Ruby files by Ruby's own parser: methods, blocks and lambdas by the place of their end; calls by name, place
# of their end and the innermost of those around them; what is required, classes and modules by line.
# Reads a JSON list of texts, writes a JSON list; null: Ruby does not read it.
require 'json'

Tree = RubyVM::AbstractSyntaxTree::Node

class Walk
  attr_reader :found

  def initialize(text)
    @lines = text.lines
    @starts = @lines.inject([0]) { |starts, line| starts << starts.last + units(line) }
    @found = { functions: [], calls: [], imports: [], classes: [] }
  end

  # Columns count bytes here, and places count units of UTF-16 there.
  def units(text) = text.encode('UTF-16LE', invalid: :replace, undef: :replace).bytesize / 2

  def ending(node)
    before = (@lines[node.last_lineno - 1] || '').byteslice(0, node.last_column) || ''
    @starts[node.last_lineno - 1] + units(before.scrub)
  end

  def walk(node, within)
    return node.each { |one| walk(one, within) } if node.is_a?(Array)
    return unless node.is_a?(Tree)
    case node.type
    when :DEFN, :DEFS then function(node, node.children.last, within, node.type == :DEFS ? node.children.first : nil)
    when :LAMBDA then function(node, node.children.last, within)
    when :ITER then iter(node, within)
    # What is asked for is not evaluated.
    when :DEFINED then nil
    when :CLASS, :MODULE then type(node, within)
    when :CDECL then constant(node, within)
    else
      call(node, ending(node), within)
      node.children.each { |one| walk(one, within) }
    end
  end

  def function(node, scope, within, receiver = nil)
    walk(receiver, within)
    own = ending(node).to_s
    @found[:functions] << own
    walk(scope, own)
  end

  # A call with a block ends where the block does. What `loop` is given is the body of a loop.
  def iter(node, within)
    called, scope = node.children
    call(called, ending(node), within) unless makes_proc?(called)
    called.children.each { |one| walk(one, within) }
    return walk(scope, within) if called.type == :FCALL && called.children == [:loop, nil]
    function(node, scope, within)
  end

  # A constant that such a call makes is a class with the block for its body.
  def constant(node, within)
    made = node.children.last
    called = made.is_a?(Tree) && made.type == :ITER ? made.children.first : made
    return node.children.each { |one| walk(one, within) } unless makes_class?(called)
    path = node.children.first
    name = path.is_a?(Tree) ? path.children.last : node.children.find { |one| one.is_a?(Symbol) }
    @found[:classes] << "#{name}@#{node.first_lineno}"
    (called.children[2]&.children || []).each { |one| walk(one, within) }
    walk(made.children.last, 'module') if made.type == :ITER
  end

  # `Proc.new { … }` is the block itself.
  def makes_proc?(called) = called.type == :CALL && called.children[0..1].then { |object, name| name == :new && object.type == :CONST && object.children == [:Proc] }

  def makes_class?(called)
    return false unless called.is_a?(Tree) && called.type == :CALL && called.children.first.type == :CONST
    [[:Struct, :new], [:Class, :new], [:Module, :new], [:Data, :define]].include?([called.children.first.children.first, called.children[1]])
  end

  def type(node, within)
    path = node.children.first
    @found[:classes] << "#{path.children.last}@#{path.first_lineno}"
    walk(path.children.first, 'module')
    walk(node.children[1], within) if node.type == :CLASS
    walk(node.children.last, 'module')
  end

  # Operators, subscripts and assignments to members are written otherwise than calls.
  def call(node, place, within)
    name = case node.type
           when :FCALL, :VCALL then node.children.first
           when :CALL, :QCALL then node.children[1]
           when :SUPER, :ZSUPER then :super
           end
    return if name.nil? || !name.match?(/\A[[:alpha:]_]/)
    required(node, name)
    @found[:calls] << "#{name} #{place} in #{within}"
  end

  def required(node, name)
    return unless %i[require require_relative load autoload].include?(name)
    receiver = node.type == :CALL ? node.children.first : nil
    return if receiver && name != :autoload && !(receiver.type == :CONST && receiver.children == [:Kernel])
    text = (node.children.last.is_a?(Tree) ? node.children.last.children.compact : [])[name == :autoload ? 1 : 0]
    return unless text.is_a?(Tree) && text.type == :STR
    path = text.children.first
    relative = name == :require_relative || path.start_with?('.')
    path = "./#{path}" if relative && !path.match?(%r{\A\.{0,2}/})
    @found[:imports] << "#{path}@#{node.first_lineno}"
  end
end

def read(text)
  walk = Walk.new(text)
  walk.walk(RubyVM::AbstractSyntaxTree.parse(text), 'module')
  walk.found
rescue SyntaxError, ArgumentError, EncodingError
  nil
end

$VERBOSE = nil
# Trees nest, and the walk with them.
STDIN.set_encoding('UTF-8')
texts = JSON.parse(STDIN.read)
STDOUT.write(JSON.generate(texts.map { |text| read(text) }))
